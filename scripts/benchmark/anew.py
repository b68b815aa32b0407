"""What one answer costs that is made anew: CPU, statements, bytes. Nothing is kept while this is measured."""

# Keeps neither answers nor what they are made of.
NOTHING_KEPT = {"PLENARY_MEMORY_PAGES": "0"}
BATCHES = 3


def cost(instance, path, requests):
    """Milliseconds of CPU, statements, bytes of one request. The process counts CPU in ticks of 10 ms: many requests share them. Of several
    batches the lowest counts: what else the machine does only adds."""
    body, _ = instance.get(path)
    # Every few seconds a request reads the list of events as well: the lowest is the answer's own.
    statements = min(statements_of(instance, path) for _ in range(BATCHES))
    batches = []
    for _ in range(BATCHES):
        before = instance.cpu()
        for _ in range(requests):
            instance.get(path)
        batches.append((instance.cpu() - before) / requests * 1000)
    return min(batches), statements, len(body)


def statements_of(instance, path):
    before = instance.statements()
    instance.get(path)
    # Asking for the count sends no statement.
    return instance.statements() - before
