#define FAST
using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A file with symbols of its own.
[Case]
public partial class ConditionalSymbols(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var text = "";
        if (n > 0)
        {
#if FAST
            text += "fast";
#else
            text += "slow";
#endif
        }
        await probe.Note(text);
        if (n > 1)
        {
#if FAST
            text += "fast";
#else
            text += "slow";
#endif
        }
        Trace(text);
        return text;
    }

    [System.Diagnostics.Conditional("FAST")]
    private void Trace(string text) => journal.Log(text);
}
