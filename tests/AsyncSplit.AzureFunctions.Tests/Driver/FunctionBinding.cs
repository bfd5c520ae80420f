using System.Text.Json;

namespace AsyncSplit.AzureFunctions.Tests.Driver;

/// <summary>A function, as its <c>function.json</c> describes it.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Trigger">The binding by which it is invoked.</param>
internal sealed record FunctionBinding(string Name, JsonElement Trigger)
{
    /// <summary>What triggers it: <c>queueTrigger</c>, <c>httpTrigger</c>, <c>timerTrigger</c>.</summary>
    public string Type => this["type"];

    /// <summary>A property of the trigger's.</summary>
    public string this[string property] => Trigger.GetProperty(property).GetString()!;

    public static IReadOnlyList<FunctionBinding> ReadAll(string folder) =>
        [.. Directory.GetFiles(folder, "function.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Read)];

    private static FunctionBinding Read(string path)
    {
        var bindings = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement.GetProperty("bindings");
        var trigger = bindings.EnumerateArray().Single(static binding => binding.GetProperty("type").GetString()!.EndsWith("Trigger", StringComparison.Ordinal));
        return new FunctionBinding(Path.GetFileName(Path.GetDirectoryName(path))!, trigger);
    }
}
