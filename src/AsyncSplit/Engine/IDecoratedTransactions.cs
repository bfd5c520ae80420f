using AsyncSplit.Messaging;

namespace AsyncSplit.Engine;

/// <summary>What stands before a committer that may have transactions for a handler's own writes, or may not.</summary>
internal interface IDecoratedTransactions : IStepTransactions
{
    bool HasTransactions { get; }
}
