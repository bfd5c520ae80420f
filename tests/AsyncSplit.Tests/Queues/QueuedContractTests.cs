using AsyncSplit.Stores;

namespace AsyncSplit.Tests.Queues;

public sealed class QueuedQueueTests() : QueueContract(new QueuedFixture());

public sealed class QueuedStartTests() : StartContract(new QueuedFixture());

public sealed class QueuedSendTests() : SendContract(new QueuedFixture());

public sealed class QueuedFutureTests() : FutureContract(new QueuedFixture());

public sealed class QueuedCallbackTests() : CallbackContract(new QueuedFixture());

public sealed class QueuedSignalTests() : SignalContract(new QueuedFixture());

public sealed class QueuedCancellationTests() : CancellationContract(new QueuedFixture());

public sealed class QueuedDeadLetterTests() : DeadLetterContract(new QueuedFixture());

public sealed class QueuedSearchTests() : SearchContract(new QueuedFixture());

public sealed class QueuedPurgeTests() : PurgeContract(new QueuedFixture());

public sealed class QueuedEndTests() : EndContract(new QueuedFixture());

public sealed class QueuedHistoryTests() : HistoryContract(new QueuedFixture());
