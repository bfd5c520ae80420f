using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using AsyncSplit.AzureFunctions.Tests.Driver;
using AsyncSplit.AzureFunctions.Tests.Harness;
using AsyncSplit.Emulators;

namespace AsyncSplit.AzureFunctions.Tests;

/// <summary>The Quickstart's order story, with the program, the <c>host.json</c>, the <c>function.json</c>s and the settings as a build leaves them.</summary>
[NeedsEmulators]
public sealed class QuickstartTests : IDisposable
{
    private static readonly string s_output = typeof(QuickstartTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static metadata => metadata.Key == "Quickstart").Value!;

    private readonly string _folder = Directory.CreateTempSubdirectory("asyncsplit-quickstart-").FullName;

    [Fact]
    public async Task TheOrderStoryRunsWithTheFilesThatABuildWrites()
    {
        Publish();
        using var emulator = await AzuriteEmulator.StartAsync();
        await using var driver = await FunctionsHostDriver.StartAsync(_folder, Settings(StorageAccount.ConnectionTo(emulator)));
        Assert.Contains(driver.Functions, static function => function is { Name: "Orders-PlaceAsync", Type: "queueTrigger" });
        using var http = new HttpClient { BaseAddress = await driver.Handler.AddressAsync() };

        var paid = await PlaceAsync(http, new { Id = "order-1", Customer = "ada", Sku = "tea", Quantity = 3 });
        var declined = await PlaceAsync(http, new { Id = "order-2", Customer = "ben", Sku = "samovar", Quantity = 1 });

        Assert.StartsWith("payment-", (await ResultAsync(http, paid)).GetProperty("Payment").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await ResultAsync(http, declined)).GetProperty("Payment").ValueKind);
        Assert.Equal((0, 0), (driver.Failed, driver.Poisoned));
        Assert.Contains("order-1: delivered", driver.Logs, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<Uri> PlaceAsync(HttpClient http, object order)
    {
        using var started = await http.PostAsJsonAsync("/api/chains/start/Orders.PlaceAsync", new { order }, new JsonSerializerOptions());
        return started.EnsureSuccessStatusCode().Headers.Location!;
    }

    private static async Task<JsonElement> ResultAsync(HttpClient http, Uri chain)
    {
        using var result = await http.GetAsync($"{chain}/result?wait=30");
        return await result.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    // As a publish does: what was built, and the files of the functions beside it.
    private void Publish()
    {
        Copy(s_output, static file => !file.StartsWith("asyncsplit", StringComparison.Ordinal));
        Copy(Path.Combine(s_output, "asyncsplit"), static file => file is "host.json" or "local.settings.json" || file.EndsWith("function.json", StringComparison.Ordinal));
    }

    private void Copy(string from, Func<string, bool> isWanted)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(from, file)).Where(isWanted))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, file))!);
            File.Copy(Path.Combine(from, file), Path.Combine(_folder, file));
        }
    }

    private Dictionary<string, string> Settings(string connectionString)
    {
        using var local = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, "local.settings.json")));
        var settings = local.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(static setting => setting.Name, static setting => setting.Value.GetString()!);
        settings["AzureWebJobsStorage"] = connectionString;
        return settings;
    }
}
