using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Receivers of calls that are started: null, which is an error at once, or a property that does something.
[Case(UnorderedJournal = true)]
public partial class StartedReceivers(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var chosen = n == 1 ? null : probe;
        try
        {
            var one = chosen!.Add(n, 1);
            var two = Logged.Add(n, 2);
            var sums = await Task.WhenAll(one, two);
            var other = n == 2 ? null : this;
            var three = other!.Half(n);
            return $"{sums[0]} {sums[1]} {await three}";
        }
        catch (NullReferenceException)
        {
            journal.Log("null");
            return "null";
        }
    }

    [Chainable]
    public async Task<int> Half(int n) => await probe.Add(n, 0) / 2;

    private IProbe Logged
    {
        get
        {
            journal.Log("property");
            return probe;
        }
    }
}
