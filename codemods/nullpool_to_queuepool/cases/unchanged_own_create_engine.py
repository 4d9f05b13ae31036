from sqlalchemy.pool import NullPool


class TemplateEngine:
    def __init__(self, folder, poolclass=None):
        self.folder = folder
        self.pool = poolclass


def create_engine(folder, poolclass=None):
    return TemplateEngine(folder, poolclass)


engine = create_engine("templates/", poolclass=NullPool)
