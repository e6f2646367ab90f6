import threading

from vastgoed.bim.budget import Budget


def test_budget_lets_a_large_file_run_alone():
    budget = Budget(10)
    order = []
    started = threading.Event()

    def large():
        started.set()
        with budget.hold(100):
            order.append("large")

    thread = threading.Thread(target=large)
    with budget.hold(4), budget.hold(6):
        thread.start()
        started.wait()
        order.append("small")
    thread.join(timeout=5)
    assert order == ["small", "large"]
