import functions_framework

import queries


@functions_framework.http
def report(request):
    return {"rows": queries.sales(request.args["month"])}
