package region_test

import (
	"jemput/internal/region"
	"jemput/internal/register"
)

var _ register.Places = (*region.Atlas)(nil)
