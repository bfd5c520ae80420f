using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A condition of a switch section that declares variables before its await, used in the section.
[Case]
public partial class WhenDeclares(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [["1"], ["x"], ["22"]];

    [Chainable]
    public async Task<string> Run(string text)
    {
        switch (text)
        {
            case { Length: 1 } s when int.TryParse(s, out var k) && await probe.Is(k > 0):
                return $"{s}{k}" + await probe.Echo("a");
            case { } s when !int.TryParse(s, out var k) || await probe.Is(k == 22):
                await probe.Note(s);
                return s;
            default:
                return "default";
        }
    }
}
