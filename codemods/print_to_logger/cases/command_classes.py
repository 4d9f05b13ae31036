import cmd

from scrapy.commands import ScrapyCommand


class Shell(cmd.Cmd):
    def do_status(self, line):
        print("all is well")


class Crawl(ScrapyCommand):
    def run(self, args, opts):
        print("crawling")


class Commander:
    def run(self):
        print("giving orders")
