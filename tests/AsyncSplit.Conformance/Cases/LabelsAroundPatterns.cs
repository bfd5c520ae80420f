using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Variables of a condition between labels, where only its part behind an await, or only the rest of the loop, goes on elsewhere.
[Case]
public partial class LabelsAroundPatterns(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [["a"], ["abc"]];

    [Chainable]
    public async Task<string> Run(string s)
    {
        var fuel = 5;
        if (s.Length > 2)
        {
            goto Later;
        }

        journal.Log("short");

        Later:
        journal.Log("later");
        foreach (var item in new[] { 1, 2 })
        {
            Again:
            {
                journal.Log($"{item}");
            }

            if (fuel-- > 0 && (s is { Length: var m } && await probe.Is(m > 0) ? fuel > m : fuel > 3))
            {
                goto Again;
            }
        }

        return s;
    }
}
