#!/usr/bin/env python3
# -*- coding: utf-8 -*-
'''The cells.'''
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://lab.example.com"], allow_methods=["GET"])
