from fastapi.middleware.cors import CORSMiddleware as Cross
