namespace AsyncSplit.Simulation.Worlds;

/// <summary>Whom the handlers hand their tokens to: not part of any transaction.</summary>
public sealed class Outside
{
    private Action<string, int, CallbackToken> _take = static (_, _, _) => { };

    /// <summary>From now on, tokens go there.</summary>
    internal void HandTo(Action<string, int, CallbackToken> take) => _take = take;

    public Task HandOutAsync(string run, int number, CallbackToken token)
    {
        _take(run, number, token);
        return Task.CompletedTask;
    }
}
