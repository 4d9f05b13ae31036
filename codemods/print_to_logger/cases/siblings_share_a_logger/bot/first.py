from bot.log import logger

logger.info("first")
