from service.config.base import DATABASE_URL
