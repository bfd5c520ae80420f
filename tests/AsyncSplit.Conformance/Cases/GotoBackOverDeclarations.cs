using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Jumps back over statements that declare: locals, and variables in conditions, before and behind the await.
[Case]
public partial class GotoBackOverDeclarations(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var fuel = 5;
        var log = "";
        int? maybe = n;
        string second;
    Again:
        var first = $"f{fuel}";
        log += await probe.Echo(first);
        second = first + fuel;
        if (second.Length is var length && fuel-- > n && maybe is int known && known < 3)
        {
            journal.Log($"{length} {known}");
            goto Again;
        }

        log += await probe.Echo(second);
    Later:
        if (log is { Length: var long_ } && fuel-- > 0)
        {
            log += long_;
            if (fuel % 2 == 0)
                goto Again;
            goto Later;
        }

        for (var i = 0; i < 6; i += log is { Length: > 2 and var more } ? more : 1)
        {
            log += await probe.Echo($"{i}");
        }

        return log + second;
    }
}
