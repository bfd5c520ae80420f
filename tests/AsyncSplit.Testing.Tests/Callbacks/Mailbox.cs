namespace AsyncSplit.Testing.Tests.Callbacks;

/// <summary>Where tokens go.</summary>
public sealed class Mailbox
{
    private readonly List<CallbackToken> _tokens = [];

    /// <summary>What has been sent, with repetitions.</summary>
    public IReadOnlyList<CallbackToken> Tokens => _tokens;

    /// <summary>What is done with the next token, beside keeping it.</summary>
    public Func<CallbackToken, Task>? Then { get; set; }

    public async Task SendAsync(CallbackToken token)
    {
        _tokens.Add(token);
        if (Then is { } then)
        {
            await then(token);
        }
    }
}
