package target

import (
	"slices"

	"jemput/internal/civil"
	"jemput/internal/enrol"
)

// dayCount is how many people became active on a day, of those who live, and were served, in the same places.
type dayCount struct {
	day     civil.Date
	channel enrol.Channel
	lives   bool // in the city: they count for it
	here    bool // served in the city
	n       int64
}

// days are a city's counters of activations, in the order of their days. All of a board's sums of
// activations are made from one reading of them, so that they agree with each other.
type days []dayCount

// Figures are the sums that change with every activation.
type Figures struct {
	Realised        int64 `json:"realised" doc:"Activated people who live here, wherever they were served"`
	Today           int64 `json:"today" doc:"Of them, today"`
	Yesterday       int64 `json:"yesterday"`
	ServedHere      int64 `json:"served_here" doc:"Activated people who were served here, wherever they live"`
	ServedHereToday int64 `json:"served_here_today"`
	OutsidersServed int64 `json:"outsiders_served" doc:"Served here, counted elsewhere"`
}

func (list days) figures(today civil.Date) (f Figures) {
	yesterday := today.AddDays(-1)
	for _, d := range list {
		if d.lives {
			f.Realised += d.n
			switch d.day {
			case today:
				f.Today += d.n
			case yesterday:
				f.Yesterday += d.n
			}
		}
		if d.here {
			f.ServedHere += d.n
			if d.day == today {
				f.ServedHereToday += d.n
			}
			if !d.lives {
				f.OutsidersServed += d.n
			}
		}
	}
	return f
}

// DayCount is how many people were activated on a day.
type DayCount struct {
	Day civil.Date `json:"day"`
	N   int64      `json:"n"`
}

// series are the activations of the city's people by day, from a day on. Days without any are left out.
func (list days) series(from civil.Date) []DayCount {
	series := []DayCount{}
	for _, d := range list {
		if !d.lives || d.day.Before(from) {
			continue
		}
		if last := len(series) - 1; last >= 0 && series[last].Day == d.day {
			series[last].N += d.n
		} else {
			series = append(series, DayCount{d.day, d.n})
		}
	}
	return slices.DeleteFunc(series, func(d DayCount) bool { return d.N == 0 })
}

// pace is the average of the last paceDays workdays before today, to one decimal; what is done at weekends counts too.
func (list days) pace(today civil.Date) float64 {
	from, n := paceFrom(today), int64(0)
	for _, d := range list {
		if d.lives && d.day.Before(today) && !d.day.Before(from) {
			n += d.n
		}
	}
	return float64((n*10+paceDays/2)/paceDays) / 10
}

type channelCount struct {
	Channel enrol.Channel `json:"channel"`
	N       int64         `json:"n"`
}

// channels are the city's activated people by how they were served, in the order of the names.
func (list days) channels() []channelCount {
	sums := map[enrol.Channel]int64{}
	for _, d := range list {
		if d.lives {
			sums[d.channel] += d.n
		}
	}
	channels := []channelCount{}
	for _, c := range []enrol.Channel{enrol.Counter, enrol.Visiting} {
		if sums[c] != 0 {
			channels = append(channels, channelCount{c, sums[c]})
		}
	}
	return channels
}
