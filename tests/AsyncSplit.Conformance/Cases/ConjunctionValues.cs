using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A returned conjunction whose awaited middle declares a pattern variable.
[Case]
public partial class ConjunctionValues(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [["a"], [""], ["zz"]];

    [Chainable]
    public async Task<bool> Run(string text)
    {
        return text.Length > 0 && await probe.Maybe(text) is string s && s.Length > 1;
    }
}
