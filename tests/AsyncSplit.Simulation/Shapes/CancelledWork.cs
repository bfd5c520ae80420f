namespace AsyncSplit.Simulation.Shapes;

/// <summary>In native runs: some calls are cancelled instead of made.</summary>
internal sealed class CancelledWork(IWork work, Func<string, bool> isCancelled) : IWork
{
    public const string Message = "The chain was cancelled.";

    public Task<int> DoAsync(string run, string label, int value) => isCancelled(label) ? throw new OperationCanceledException(Message) : work.DoAsync(run, label, value);

    public Task<int> FailAsync(string run, string label) => isCancelled(label) ? throw new OperationCanceledException(Message) : work.FailAsync(run, label);
}
