using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Cancellation tokens as parameters and as captured variables of lifted functions.
[Case]
public partial class LiftedTokens(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [3]];

    [Chainable]
    public async Task<string> Run(int n) => await Work(n, CancellationToken.None) + await Work(n + 1);

    [Chainable]
    public async Task<string> Work(int n, CancellationToken cancellationToken = default)
    {
        var text = await Captured(1) + await Passed(2, cancellationToken) + await Passed(3);
        cancellationToken.ThrowIfCancellationRequested();
        return text;

        async Task<string> Captured(int x)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Delay(x, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            return await probe.Echo($"{x}{n}{cancellationToken.IsCancellationRequested}");
        }

        async Task<string> Passed(int x, CancellationToken token = default)
        {
            token.ThrowIfCancellationRequested();
            await probe.Note($"{x}");
            return $"{x}{token.IsCancellationRequested}{await Captured(x)}";
        }
    }
}
