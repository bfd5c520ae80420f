using AsyncSplit.Sqlite.Tests.Fixtures;
using AsyncSplit.Stores;

namespace AsyncSplit.Sqlite.Tests;

public sealed class SqliteQueueContractTests() : QueueContract(new SqliteFixture());

public sealed class SqliteLeaseContractTests() : LeaseContract(new SqliteFixture());

public sealed class SqliteStartContractTests() : StartContract(new SqliteFixture());

public sealed class SqliteSendContractTests() : SendContract(new SqliteFixture());

public sealed class SqliteFutureContractTests() : FutureContract(new SqliteFixture());

public sealed class SqliteCallbackContractTests() : CallbackContract(new SqliteFixture());

public sealed class SqliteSignalContractTests() : SignalContract(new SqliteFixture());

public sealed class SqliteCancellationContractTests() : CancellationContract(new SqliteFixture());

public sealed class SqliteDeadLetterContractTests() : DeadLetterContract(new SqliteFixture());

public sealed class SqliteSearchContractTests() : SearchContract(new SqliteFixture());

public sealed class SqlitePurgeContractTests() : PurgeContract(new SqliteFixture());

public sealed class SqliteEndContractTests() : EndContract(new SqliteFixture());

public sealed class SqliteHistoryContractTests() : HistoryContract(new SqliteFixture());

public sealed class SqliteReleaseContractTests() : ReleaseContract(new SqliteFixture());

public sealed class SqliteStepTransactionContractTests() : StepTransactionContract(new SqliteFixture());
