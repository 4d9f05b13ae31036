from flask_cors import CORS, cross_origin

cors = CORS()
