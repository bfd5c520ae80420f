namespace AsyncSplit.Testing.Tests.Retries;

/// <summary>Fails as often as it is told to, and notes when it was called, and in which attempt.</summary>
public sealed class Bank(TimeProvider clock) : IBank
{
    private readonly List<(DateTimeOffset At, int Attempt)> _calls = [];

    public int Failures { get; set; }

    public IReadOnlyList<(DateTimeOffset At, int Attempt)> Calls => _calls;

    public Task<string> ChargeAsync(string who) => CallAsync($"charged {who}");

    public Task<string> LookUpAsync(string who) => CallAsync($"found {who}");

    private Task<string> CallAsync(string result)
    {
        _calls.Add((clock.GetUtcNow(), ChainStep.Current!.Attempt));
        return _calls.Count <= Failures ? throw new TimeoutException($"no answer {_calls.Count}") : Task.FromResult(result);
    }
}
