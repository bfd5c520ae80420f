using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A caller's name and an argument's text, as callees beside awaits learn them.
[Case]
public partial class CallerInformation(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var r = await probe.Add(n, 1);
        Log($"{r}");
        try
        {
            if (n == 0)
            {
                ArgumentNullException.ThrowIfNull(await probe.Maybe(null));
            }

            ArgumentOutOfRangeException.ThrowIfGreaterThan(r, await probe.Add(n, -1));
        }
        catch (ArgumentException e)
        {
            return e.Message + Name();
        }

        return "";
    }

    private void Log(string text, [System.Runtime.CompilerServices.CallerMemberName] string member = "") => journal.Log(text + member);

    private static string Name([System.Runtime.CompilerServices.CallerMemberName] string member = "") => member;
}
