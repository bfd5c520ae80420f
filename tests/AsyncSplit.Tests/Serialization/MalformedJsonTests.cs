using System.Text;
using System.Text.Json;
using AsyncSplit.Serialization;

namespace AsyncSplit.Tests.Serialization;

/// <summary>What comes from outside may be anything: it is a <see cref="JsonException"/>, never another error.</summary>
public sealed class MalformedJsonTests
{
    private static readonly Codec[] s_codecs =
    [
        Codecs.Boolean, Codecs.Byte, Codecs.Int32, Codecs.BigInteger, Codecs.Double, Codecs.Half, Codecs.Decimal, Codecs.String, Codecs.Char, Codecs.Guid, Codecs.Version, Codecs.Uri,
        Codecs.DateTime, Codecs.DateTimeOffset, Codecs.DateOnly, Codecs.TimeOnly, Codecs.TimeSpan, Codecs.Index, Codecs.Range, Codecs.Enum<DayOfWeek>(), Codecs.Bytes,
        Codecs.Nullable(Codecs.Int32), Codecs.Array(Codecs.Int32), Codecs.Array2D(Codecs.Int32), Codecs.List(Codecs.String), Codecs.HashSet(Codecs.String), Codecs.Stack(Codecs.Int32),
        Codecs.Dictionary(Codecs.String, Codecs.Int32), Codecs.Dictionary(Codecs.Int32, Codecs.Int32), Codecs.Dictionary(Codecs.ValueTuple(Codecs.Int32), Codecs.Int32),
        Codecs.ImmutableArray(Codecs.Int32), Codecs.ImmutableSortedDictionary(Codecs.Int32, Codecs.Int32), Codecs.IEnumerable(Codecs.Int32), Codecs.Tuple(Codecs.Int32, Codecs.Int32),
        Codecs.JsonElement, Codecs.JsonNode, Codecs.StringBuilder,
    ];

    public static TheoryData<string> Documents =>
    [
        "null", "true", "1", "-1", "1e999", "256", "1.5", "123456789012345678901234567890", "\"\"", "\"x\"", "\"\\ud800\"", "\"NaN:0\"", "\"Culture::1\"", "[]", "[1]", "[1,2,3]", "[null]", "[[]]", "[\"a\",{}]",
        "{}", "{\"$ref\":0}", "{\"$ref\":\"x\"}", "{\"$utf16\":\"!\"}", "{\"$utf16\":1}", "{\"$utf16\":\"AA==\",\"more\":1}", "{\"$comparer\":\"None\"}", "{\"$comparer\":\"Culture:xx-invalid-culture-name:1\",\"items\":[]}",
        "{\"$comparer\":1,\"items\":[]}", "{\"items\":1}", "{\"lengths\":[1000000,1000000],\"items\":[1]}", "{\"lengths\":[-1,-1],\"items\":[1]}", "{\"lengths\":[1]}", "{\"$pairs\":[[1],2]}", "{\"$pairs\":[[1]]}",
        "{\"$x\":1}", "{\"$utf16:!\":1}", "{\"\\ud800\":1}", "{\"a\":null}", "{\"1\":1,\"1\":2}", "{\"$array\":{}}", "{\"$set\":[\"x\"]}", "{\"$relative\":null}", "{\"$relative\":{}}",
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void IsAJsonExceptionOrAValue(string json)
    {
        foreach (var codec in s_codecs)
        {
            foreach (var tracksIdentity in new[] { false, true })
            {
                try
                {
                    Read((dynamic)codec, json, tracksIdentity);
                }
                catch (JsonException)
                {
                }
                catch (Exception e)
                {
                    Assert.Fail($"{codec.Type} from {json}: {e}");
                }
            }
        }
    }

    private static void Read<T>(Codec<T> codec, string json, bool tracksIdentity)
    {
        var reader = new StateReader(new Utf8JsonReader(Encoding.UTF8.GetBytes(json), StateReader.Options), tracksIdentity);
        reader.Read();
        codec.Read(ref reader);
    }
}
