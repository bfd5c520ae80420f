using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Fields as operands before an await: such as a later operand changes, and read-only ones of an object that a later operand replaces or that is not there.
[Case]
public partial class FieldsAsOperands(IProbe probe, Journal journal)
{
    private static int shared;

    public static IEnumerable<object?[]> Inputs => [[1], [2]];

    private static int Shared { get; set; }

    [Chainable]
    public async Task<string> Run(int n)
    {
        shared = n;
        Shared = n * 10;
        var first = Join(shared, shared = n + 1, await probe.Add(n, 1));
        var second = Join(Shared, Raise(), await probe.Add(n, 2));
        var holder = new FieldsAsOperandsHolder(n);
        var third = Join(holder.Id, (holder = new(n + 5)).Id, await probe.Add(holder.Id, 3));
        try
        {
            var missing = n == 2 ? null : holder;
            return Join(missing!.Id, holder.Id, await probe.Add(n, 4)) + first + second + third;
        }
        catch (NullReferenceException)
        {
            journal.Log("missing");
        }

        return $"{first} {second} {third}";
    }

    private static int Raise() => Shared++;

    private static string Join(int first, int second, int third) => $"{first},{second},{third}";
}

public class FieldsAsOperandsHolder(int id)
{
    public readonly int Id = id;
}
