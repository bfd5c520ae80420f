using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Locals that are declared before an await and assigned behind it, through conditional expressions; and such that keep their value there.
[Case]
public partial class AssignedThroughBranches(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        int chosen;
        string text;
        await probe.Note("declared");
        chosen = n > 0 ? await probe.Add(n, 10) : -1;
        text = n switch { 0 => await probe.Echo("zero"), 1 => "one", _ => await probe.Echo("many") };

        var kept = n == 1 ? "kept" : null;
        var number = n == 2 ? (int?)5 : null;
        await probe.Note("set");
        kept ??= n > 1 ? await probe.Echo("filled") : "plain";
        number ??= await probe.Add(n, 100);

        int left, right;
        await probe.Note("tuple");
        (left, right) = n > 0 ? (await probe.Add(n, 1), n) : (0, await probe.Add(n, 2));

        var total = n;
        await probe.Note("total");
        total += n > 1 ? await probe.Add(total, 1) : 3;
        return $"{chosen} {text} {kept} {number} {left} {right} {total}";
    }
}
