using AsyncSplit.Stores;

namespace AsyncSplit.Tests.InMemory;

public sealed class InMemoryQueueTests() : QueueContract(new InMemoryFixture());

public sealed class InMemoryStartTests() : StartContract(new InMemoryFixture());

public sealed class InMemorySendTests() : SendContract(new InMemoryFixture());

public sealed class InMemoryFutureTests() : FutureContract(new InMemoryFixture());

public sealed class InMemoryCallbackTests() : CallbackContract(new InMemoryFixture());

public sealed class InMemorySignalTests() : SignalContract(new InMemoryFixture());

public sealed class InMemoryCancellationTests() : CancellationContract(new InMemoryFixture());

public sealed class InMemoryDeadLetterTests() : DeadLetterContract(new InMemoryFixture());

public sealed class InMemorySearchTests() : SearchContract(new InMemoryFixture());

public sealed class InMemoryPurgeTests() : PurgeContract(new InMemoryFixture());

public sealed class InMemoryEndTests() : EndContract(new InMemoryFixture());

public sealed class InMemoryHistoryTests() : HistoryContract(new InMemoryFixture());

public sealed class InMemoryReleaseTests() : ReleaseContract(new InMemoryFixture());
