using System.Globalization;
using AsyncSplit;

namespace DoubleBilling.Functions.Shop;

/// <summary>The robot of split functions: it is given the token, and says at once that it has begun. Its operator completes the callback.</summary>
internal sealed class Robot : IRobot, IDisposable
{
    /// <summary>The variable that says where the robot is.</summary>
    public const string Address = "ROBOT";

    private readonly HttpClient _http = new() { BaseAddress = new Uri(Environment.GetEnvironmentVariable(Address) ?? throw new InvalidOperationException($"{Address} is not set.")), Timeout = Timeout.InfiniteTimeSpan };

    public async Task PackAsync(Order order, CallbackToken done)
    {
        using var response = await _http.PostAsync(PathOf(order) + $"?done={Uri.EscapeDataString(done.Value)}", null);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Waits for the parcel.</summary>
    public Task<string> PackAsync(Order order) => _http.GetStringAsync(PathOf(order));

    public void Dispose() => _http.Dispose();

    private static string PathOf(Order order) => "jobs/" + order.JobMilliseconds.ToString(CultureInfo.InvariantCulture);
}
