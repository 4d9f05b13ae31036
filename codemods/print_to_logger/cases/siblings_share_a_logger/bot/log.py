from loguru import logger

logger.add("bot.log")
