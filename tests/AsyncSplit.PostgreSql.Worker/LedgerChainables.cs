using AsyncSplit.Runtime;
using AsyncSplit.Sqlite.Worker;

namespace AsyncSplit.PostgreSql.Worker;

/// <summary>What would be generated for <see cref="Ledger"/>.</summary>
public sealed class LedgerChainables : IChainables
{
    public void Register(ChainRegistry registry)
    {
        var number = NumberCodec.Instance;
        registry.AddStart("pay", typeof(Ledger), number, async step => await step.Service<Ledger>().PayAsync(step.Arguments(NumberCall.Read), 0));
        registry.AddResumePoint(
            Ledger.AfterEcho, typeof(Ledger), number, number, async step => await step.Service<Ledger>().ResumePayAsync(step.State(CountState.Read), step.Resumed(number)));
    }
}
