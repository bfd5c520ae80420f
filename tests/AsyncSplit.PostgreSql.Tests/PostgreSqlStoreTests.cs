using AsyncSplit.PostgreSql.Tests.Fixtures;
using AsyncSplit.Stores;

namespace AsyncSplit.PostgreSql.Tests;

public sealed class PostgreSqlQueueContractTests() : QueueContract(new PostgreSqlFixture());

public sealed class PostgreSqlLeaseContractTests() : LeaseContract(new PostgreSqlFixture());

public sealed class PostgreSqlStartContractTests() : StartContract(new PostgreSqlFixture());

public sealed class PostgreSqlSendContractTests() : SendContract(new PostgreSqlFixture());

public sealed class PostgreSqlFutureContractTests() : FutureContract(new PostgreSqlFixture());

public sealed class PostgreSqlCallbackContractTests() : CallbackContract(new PostgreSqlFixture());

public sealed class PostgreSqlSignalContractTests() : SignalContract(new PostgreSqlFixture());

public sealed class PostgreSqlCancellationContractTests() : CancellationContract(new PostgreSqlFixture());

public sealed class PostgreSqlDeadLetterContractTests() : DeadLetterContract(new PostgreSqlFixture());

public sealed class PostgreSqlSearchContractTests() : SearchContract(new PostgreSqlFixture());

public sealed class PostgreSqlPurgeContractTests() : PurgeContract(new PostgreSqlFixture());

public sealed class PostgreSqlEndContractTests() : EndContract(new PostgreSqlFixture());

public sealed class PostgreSqlHistoryContractTests() : HistoryContract(new PostgreSqlFixture());

public sealed class PostgreSqlReleaseContractTests() : ReleaseContract(new PostgreSqlFixture());

public sealed class PostgreSqlStepTransactionContractTests() : StepTransactionContract(new PostgreSqlFixture());
