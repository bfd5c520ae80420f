using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Locals and parameters named like those of generated code, many of them at once.
[Case]
public partial class GeneratedLocals(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int state)
    {
        var resumed = state;
        var items = new[] { 1, 2, 3 };
        int outcome = 1, index = 0, awaited = 5, all = 1, choice = 2, value = 3, held = 4, any = 1, pending = 2, exception = 3, Done = 4, Next = 5;
        var suspended = true;
        var caught = "c";
        foreach (var item in items.Where(i => i > 1))
        {
            try
            {
                resumed += await probe.Add(item, index++);
                if (resumed > 3 && await probe.Is(resumed < 6) || await probe.Is(suspended))
                {
                    continue;
                }

                choice += resumed > 4 ? await Local.Twice(value) : await probe.Add(held, any);
            }
            catch
            {
                await probe.Note(caught);
                throw;
            }
            finally
            {
                journal.Log($"{outcome} {awaited}");
                suspended = false;
            }
        }

        return $"{resumed} {outcome} {suspended} {index} {awaited} {all} {choice} {value} {held} {caught} {any} {pending} {exception} {Done} {Next}";
    }
}
