using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// One object several times in a collection that is all that is captured.
[Case]
public partial class RepeatedElements(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var counters = Counters(n);
        await probe.Note("captured");
        counters[0].Value += 10;
        return string.Join(" ", counters.Select(counter => counter.Value));
    }

    private static List<RepeatedElementsCounter> Counters(int n)
    {
        var repeated = new RepeatedElementsCounter { Value = n };
        return [repeated, new RepeatedElementsCounter(), repeated];
    }
}

public sealed class RepeatedElementsCounter
{
    public int Value { get; set; }
}
