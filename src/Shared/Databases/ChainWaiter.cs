namespace AsyncSplit.Databases;

/// <summary>One wait for a chain.</summary>
/// <param name="ended">Ends when the chain may have ended.</param>
/// <param name="remove">Ends the wait.</param>
internal sealed class ChainWaiter(Task ended, Action remove) : IDisposable
{
    public Task Ended => ended;

    public void Dispose() => remove();
}
