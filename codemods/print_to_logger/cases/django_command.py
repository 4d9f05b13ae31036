# path: shop/management/commands/reindex.py
from django.core.management.base import BaseCommand

from shop.search import Index


class Command(BaseCommand):
    help = "Rebuild the search index"

    def handle(self, *args, **options):
        print("rebuilding")
        count = Index().rebuild()
        print(f"{count} products indexed")
