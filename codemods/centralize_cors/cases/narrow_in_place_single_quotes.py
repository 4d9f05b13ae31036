# oracle: fastapi
# app: shop.web:create_app()
# options: origins = ["https://shop.example.com"]
# tightens: https://shop.example.com
# path: shop/web.py
# with: shop/__init__.py
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

origins = ['*']


def create_app() -> FastAPI:
    app = FastAPI(title='shop')
    app.add_middleware(CORSMiddleware, allow_origins=origins, allow_credentials=True, allow_methods=['*'])

    @app.get('/')
    def index():
        return {'shop': True}

    return app
