using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Cancellation tokens at every place of a parameter list, more than one of them, optional and not.
[Case]
public partial class TokensAnywhere(IProbe probe, ITokensAnywhereContract contract)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2]];

    [Chainable]
    public async Task<string> Run(int n) =>
        $"{await First(default, n)} {await Middle(n, CancellationToken.None, "m")} {await Two(default, n)} {await Named(n, last: "l")} {await Named(n, token: new CancellationToken(), last: "k")} {await contract.Call(default, n)} {await Only()}";

    [Chainable]
    private async Task<int> First(CancellationToken token, int n)
    {
        await Task.Delay(1, token);
        return await probe.Add(n, token.IsCancellationRequested ? 1 : 2);
    }

    [Chainable]
    private async Task<string> Middle(int n, CancellationToken token, string text)
    {
        var x = await probe.Add(n, 1);
        token.ThrowIfCancellationRequested();
        return text + x;
    }

    [Chainable]
    private async Task<int> Two(CancellationToken one, int n, CancellationToken two = default)
    {
        await probe.Note("two");
        one.ThrowIfCancellationRequested();
        await Task.Delay(1, two);
        return one == two ? n : -n;
    }

    [Chainable]
    private Task<string> Named(int n, CancellationToken token = default, string last = "") => probe.Echo($"{n}{last}{token.IsCancellationRequested}");

    [Chainable]
    private async Task<bool> Only(CancellationToken token = default)
    {
        await Task.Yield();
        return token.IsCancellationRequested;
    }
}

public interface ITokensAnywhereContract
{
    [Chainable] Task<int> Call(CancellationToken token, int n, CancellationToken other = default);
}

public partial class TokensAnywhereContract(IProbe probe) : ITokensAnywhereContract
{
    [Chainable]
    public async Task<int> Call(CancellationToken cancelled, int n, CancellationToken other)
    {
        var x = await probe.Add(n, n);
        cancelled.ThrowIfCancellationRequested();
        return x;
    }
}
