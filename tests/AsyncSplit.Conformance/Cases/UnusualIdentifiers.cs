using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Keyword and unicode identifiers across awaits.
[Case]
public partial class UnusualIdentifiers(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int @class)
    {
        var @int = @class;
        var @await = 2;
        var @var = "v";
        var naïve = 1.5;
        var 数 = 7;
        var @record = 1;
        var @value = 3;
        var @when = 4;
        var \u0061bc = 9;
        var @this_ = 2;
        var @default = new[] { 1 };
        var @async = 1;
        var @nameof = 2;
        var @field = 1;
        var @partial = 4;
        var @get = 3;
        var @global = 6;
        foreach (var @in in @default)
        {
            @int += await probe.Add(@in, @await);
        }
        try
        {
            @int += await probe.Fail("custom", @var);
        }
        catch (ProbeException @catch) { await probe.Note(@catch.Message); @var += @catch.Code; }
        return $"{@int} {@await} {@var} {naïve} {数} {@record} {value} {when} {abc} {this_} {@default[0]} {@async} {@nameof} {field} {@partial} {get} {global}";
    }
}
