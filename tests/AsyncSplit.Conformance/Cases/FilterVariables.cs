using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A catch filter that declares variables which its block uses behind an await, in a loop.
[Case]
public partial class FilterVariables(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        for (var i = 0; i < 2; i++)
        {
            try
            {
                await probe.Fail("derived", $"m{i}{n}");
            }
            catch (ProbeException e) when (e is { Message: { Length: > 1 } m, Code: var code } && int.TryParse(m[1..], out var number))
            {
                await probe.Note(m);
                log += $"{m} {code} {number}";
                if (number == 1)
                    continue;
                log += await probe.Echo(m);
            }
        }
        return log;
    }
}
