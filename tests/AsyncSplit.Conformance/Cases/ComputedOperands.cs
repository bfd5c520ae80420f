using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Properties without a setter that compute something, as operands before an await: they are read when their turn comes.
[Case]
public partial class ComputedOperands(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[1], [4]];

    private int Computed
    {
        get
        {
            journal.Log("computed");
            return 7;
        }
    }

    private IProbe Service
    {
        get
        {
            journal.Log("service");
            return probe;
        }
    }

    private int Kept { get; } = 3;

    [Chainable]
    public async Task<string> Run(int n)
    {
        var first = Join(Computed, await probe.Add(n, 1), Computed);
        var second = Join(this.Computed, Kept, await probe.Add(n, 2));
        var third = Join(Kept, await Service.Add(n, 3), await this.Service.Add(Computed, n));
        return $"{first} {second} {third}";
    }

    private static string Join(int first, int second, int third) => $"{first},{second},{third}";
}
