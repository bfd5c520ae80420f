using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// checked(…) and unchecked(…) around choices with awaits: their conditions are evaluated in that context too.
[Case]
public partial class CheckedChoices(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [int.MaxValue]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var wrapped = unchecked(n + 1 > 0 ? await probe.Add(n - 1, 1) : await probe.Add(0, 7));
        var trail = $"{wrapped}";
        try
        {
            trail += checked(n + 1 > 0 ? await probe.Add(1, 1) : await probe.Add(2, 2));
        }
        catch (OverflowException)
        {
            trail += " condition";
        }

        try
        {
            trail += checked(n > 0 && n * 2 > 0 && await probe.Is(true));
        }
        catch (OverflowException)
        {
            trail += " conjunction";
        }

        try
        {
            trail += checked(n < 0 || n * 2 < 0 || await probe.Is(false));
        }
        catch (OverflowException)
        {
            trail += " disjunction";
        }

        try
        {
            trail += checked((n == 1 ? (int?)null : n + 1) ?? await probe.Add(3, n));
        }
        catch (OverflowException)
        {
            trail += " coalescing";
        }

        try
        {
            trail += checked((n + 1) switch { 2 => await probe.Add(4, 4), _ => 0 });
        }
        catch (OverflowException)
        {
            trail += " switch";
        }

        return trail;
    }
}
