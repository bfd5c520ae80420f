using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A file with CRLF line ends, also in its strings.
[Case]
public partial class CrlfLines(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var a = @"one
        two" + """
            three
              four
            """;
        await probe.Note(a.Replace("\r", "<CR>"));
        var b = $"""
            five
            {await probe.Echo("six")}
            """;
        return (a + b).Replace("\r", "<CR>");
    }
}
