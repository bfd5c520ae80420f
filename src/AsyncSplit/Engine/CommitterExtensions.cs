using AsyncSplit.Messaging;

namespace AsyncSplit.Engine;

/// <summary>What a committer can.</summary>
internal static class CommitterExtensions
{
    /// <summary>Whether it has transactions for a handler's own writes.</summary>
    public static bool HasTransactions(this IChainCommitter committer) => committer is IDecoratedTransactions decorated ? decorated.HasTransactions : committer is IStepTransactions;
}
