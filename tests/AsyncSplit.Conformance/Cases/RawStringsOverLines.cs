using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Raw and verbatim strings over several lines, with awaits in their holes.
[Case]
public partial class RawStringsOverLines(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var a = $"""
            first {await probe.Add(n, 1)}
              second {n}
            """;
        await probe.Note(a);
        var b = @"one
           two" + await probe.Echo($@"x
        {n}
          y");
        var c = $$"""
            { {{await probe.Echo("z")}} } {{(n > 1 ? "many" : "one")}}
            """;
        if (n > 1)
        {
            c += """
                in
                  block
                """;
        }
        return a + b + c;
    }
}
