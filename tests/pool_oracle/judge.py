"""Says of what one side of a case did whether it is what the headers promise."""

from __future__ import annotations

from typing import Any

from cases import Case, Engine, Failure


class Judge:
    def __init__(self, case: Case, version: str, side: str) -> None:
        self.case = case
        self.version = version
        self.side = side

    def judge(self, found: dict[str, Any]) -> None:
        if "crash" in found:
            self.check("the run", "its end", " ".join(found["crash"].split())[-500:], False)
            return
        is_broken = self.side == "before" and any(engine.raises for engine in self.case.engines)
        if not is_broken:
            self.check("the import", "no error", told(found["error"]), found["error"] is None)
        for engine, outcome in zip(self.case.engines, found.get("engines") or [found] * len(self.case.engines)):
            if self.side == "before" and engine.raises:
                error = outcome["error"]
                is_right = error is not None and error["class"] == engine.raises
                self.check(engine.expression, engine.raises, told(error), is_right)
            elif found["error"] is None:
                self.judge_engine(engine, outcome)

    def judge_engine(self, engine: Engine, outcome: dict[str, Any]) -> None:
        def same(what: str, expected: object, value: object) -> None:
            self.check(f"{engine.expression}, {what}", str(expected), str(value), expected == value)

        def at_most(what: str, expected: int, value: int) -> None:
            self.check(f"{engine.expression}, {what}", f"at most {expected}", str(value), value <= expected)

        self.check(engine.expression, "an engine", told(outcome["error"]), outcome["error"] is None)
        if outcome["error"]:
            return
        is_after = self.side == "after"
        same("its pool", engine.pool.name if is_after else "NullPool", outcome["class"])
        if is_after:
            for what, expected in engine.pool._asdict().items():
                if what != "name":
                    same(what, expected, outcome[what])
        if engine.is_one():
            same("one engine each time", True, outcome["is_one"])
        rounds = outcome["rounds"]
        errors = rounds["errors"]
        self.check(f"{engine.expression}, failed queries", "0", f"{len(errors)}, as {(errors or [''])[0]}", not errors)
        # The rest is of no use where queries fail, and says the same once more.
        if errors:
            return
        queries, server = rounds["queries"], rounds.get("server")
        same("the most connections at once", engine.wanted(self.side), rounds["most"])
        at_most("connections kept", engine.keeps(self.side), rounds["left"])
        if is_after:
            at_most(f"connections opened for {queries} queries", queries - 1, rounds["opened"])
        else:
            same(f"connections opened for {queries} queries", queries, rounds["opened"])
        if server:
            same("the most connections at once that the server saw", engine.wanted(self.side), server["most"])
            at_most("connections kept that the server saw", engine.keeps(self.side), server["left"])
            same("connections that the server saw", rounds["opened"], server["opened"])

    def check(self, what: str, expected: str, found: str, is_right: bool) -> None:
        self.case.checks += 1
        if not is_right:
            self.case.failures.append(Failure(self.version, self.side, what, expected, found))


def told(error: dict[str, str] | None) -> str:
    return error["told"] if error else "no error"
