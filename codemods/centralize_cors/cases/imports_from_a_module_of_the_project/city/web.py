from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.middleware.cors import CORSMiddleware as Cors

__all__ = ["CORSMiddleware", "Cors", "FastAPI"]
