using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Exceptions as arguments and results of handlers.
[Case]
public partial class ExceptionArguments(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [["invalid"], ["custom"], ["derived"]];

    [Chainable]
    public async Task<string> Run(string kind)
    {
        try
        {
            await probe.Fail(kind, "failed");
            return "fine";
        }
        catch (Exception e)
        {
            var text = await Describe(e) + await Describe(null);
            var inner = await Wrap(e, 3);
            return $"{text} {inner.GetType().Name} {inner.Message} {inner.Code} {(await Opaque(e)).Message}";
        }
    }

    [Chainable]
    private async Task<string> Describe(Exception? exception) => await probe.Echo($"{exception?.GetType().Name ?? "none"} {exception?.Message}");

    [Chainable]
    private async Task<ProbeException> Wrap(Exception exception, int code)
    {
        await probe.Note(exception.Message);
        return new ProbeDerivedException($"wrapped {exception.Message}", code);
    }

    private static async Task<Exception> Opaque(Exception exception)
    {
        await Task.Yield();
        return new InvalidOperationException($"opaque {exception.Message}");
    }
}
