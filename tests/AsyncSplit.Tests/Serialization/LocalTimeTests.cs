using System.Buffers;
using System.Text.Json;
using AsyncSplit.Serialization;

namespace AsyncSplit.Tests.Serialization;

public sealed class LocalTimeTests
{
    [Fact]
    public void TheFirstOfTheTwoHoursInAutumnStaysTheFirst()
    {
        var zone = Environment.GetEnvironmentVariable("TZ");
        try
        {
            Environment.SetEnvironmentVariable("TZ", "Europe/Berlin");
            TimeZoneInfo.ClearCachedData();
            var first = new DateTime(2024, 10, 27, 0, 30, 0, DateTimeKind.Utc).ToLocalTime();
            var second = new DateTime(2024, 10, 27, 1, 30, 0, DateTimeKind.Utc).ToLocalTime();
            Assert.Equal(first.Ticks, second.Ticks);

            Assert.Equal(first.ToUniversalTime(), Trip(first).ToUniversalTime());
            Assert.Equal(second.ToUniversalTime(), Trip(second).ToUniversalTime());
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
        }
    }

    private static DateTime Trip(DateTime value)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            Codecs.DateTime.Write(new StateWriter(json), value);
        }

        var reader = new StateReader(new Utf8JsonReader(bytes.WrittenSpan));
        reader.Read();
        return Codecs.DateTime.Read(ref reader);
    }
}
