namespace AsyncSplit.Testing.Tests.Limits;

/// <summary>Takes what it is.</summary>
public sealed partial class Echo(IEcho next) : IEcho
{
    [Chainable]
    public async Task<string> CallAsync(string word) => word.Length == 0 ? "" : $"{word} {await next.CallAsync(word[1..])}";
}
