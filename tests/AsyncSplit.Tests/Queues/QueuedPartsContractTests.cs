using AsyncSplit.Stores;

namespace AsyncSplit.Tests.Queues;

/// <summary>A table whose items hold next to nothing: all lies in parts.</summary>
public sealed class QueuedPartsFixture() : QueuedFixture(static (_, items) => items.MaxItemBytes = 100);

public sealed class QueuedPartsFutureTests() : FutureContract(new QueuedPartsFixture());

public sealed class QueuedPartsDeadLetterTests() : DeadLetterContract(new QueuedPartsFixture());

/// <summary>Of the writes of futures and waits each third is said not to be done, though it is: a client of the service has repeated its request, and found what it had written itself.</summary>
public sealed class QueuedDeniedFixture() : QueuedFixture(static (_, items) =>
{
    var writes = 0;
    items.DeniesWrite = operation => (operation.Key.Contains("/f:", StringComparison.Ordinal) || operation.Key.Contains("/w:", StringComparison.Ordinal)) && ++writes % 3 == 0;
});

public sealed class QueuedDeniedCallbackTests() : CallbackContract(new QueuedDeniedFixture());

public sealed class QueuedDeniedCancellationTests() : CancellationContract(new QueuedDeniedFixture());
